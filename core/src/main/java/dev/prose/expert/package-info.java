/**
 * Takes a mixture of counted contexts and the text that it counted, gives a {@link
 * dev.prose.expert.MixtureWithExpert}: the mixture, with a recurrent network that learns what the
 * mixture leaves.
 *
 * <p>To read it: {@link dev.prose.expert.MixtureWithExpert} says how the two are put together,
 * {@link dev.prose.expert.ExpertTrainer} how the network learns, {@link dev.prose.expert.OutOfFold}
 * from what, and {@link dev.prose.expert.Trust} how far it is believed.
 */
@NullMarked
package dev.prose.expert;

import org.jspecify.annotations.NullMarked;
