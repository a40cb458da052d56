/** Takes a model or a run's measurements, gives a picture of them: a PNG file. */
@NullMarked
package dev.prose.plot;

import org.jspecify.annotations.NullMarked;
