/**
 * Takes a model and how to train it, gives a learner on a device that plain Java does not reach.
 * The learners come from outside the library; everything after training is the library's.
 */
@NullMarked
package dev.prose.device;

import org.jspecify.annotations.NullMarked;
