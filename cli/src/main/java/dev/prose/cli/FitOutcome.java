package dev.prose.cli;

import dev.prose.model.BigramModel;
import java.util.Optional;

/**
 * How training ended.
 *
 * @param model what was learned
 * @param step after how many steps
 * @param stopped the exit code asked for, if it was told to stop
 */
record FitOutcome(BigramModel model, int step, Optional<Integer> stopped) {}
