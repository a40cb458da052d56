/**
 * The library's face: takes a model's folder, or a text and a way to learn, gives a model that
 * writes, predicts and scores text, each in one line. The packages below hold its parts.
 */
@NullMarked
package dev.prose;

import org.jspecify.annotations.NullMarked;
