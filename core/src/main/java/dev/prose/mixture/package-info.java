/**
 * Takes a text's tokens, gives a {@link dev.prose.mixture.Mixture}: counts of what came after many
 * kinds of context, and a small network that has learned how far to trust each kind at each
 * position.
 *
 * <p>To read it: {@link dev.prose.mixture.ContextKind} says what is looked at, {@link
 * dev.prose.mixture.NextClass} what it means that a word's class is expected, {@link
 * dev.prose.mixture.Voting} what each kind says, {@link dev.prose.mixture.Combination} how that
 * becomes probabilities, {@link dev.prose.mixture.Learning} how the weights are learned, and {@link
 * dev.prose.mixture.MixtureTrainer} from which positions.
 */
@NullMarked
package dev.prose.mixture;

import org.jspecify.annotations.NullMarked;
