/** Takes what somebody wants to train, gives a run that is watched, and a model. */
@NullMarked
package dev.prose.server.training;

import org.jspecify.annotations.NullMarked;
