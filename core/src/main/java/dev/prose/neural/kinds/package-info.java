/**
 * Takes a network's name and numbers, or a folder that was not made here, gives the network: the
 * list of their kinds, and how each is kept in files.
 */
@NullMarked
package dev.prose.neural.kinds;

import org.jspecify.annotations.NullMarked;
