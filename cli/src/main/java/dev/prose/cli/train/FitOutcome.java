package dev.prose.cli.train;

import dev.prose.model.BigramModel;
import java.util.Optional;

/**
 * How training ended.
 *
 * @param model what was learned
 * @param step after how many steps
 * @param stopped the exit code asked for, if it was told to stop
 */
public record FitOutcome(BigramModel model, int step, Optional<Integer> stopped) {}
