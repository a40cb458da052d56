package dev.prose.neural.recurrent;

/** What one layer computes at one step from the token and the state before. */
enum Cell {
  RNN(1, 1) {
    @Override
    LayerPass pass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
      return new RnnPass(weights, widthBelow, mostWindows, mostSteps);
    }
  },

  GRU(3, 1) {
    @Override
    LayerPass pass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
      return new GruPass(weights, widthBelow, mostWindows, mostSteps);
    }
  },

  LSTM(4, 2) {
    @Override
    LayerPass pass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps) {
      return new LstmPass(weights, widthBelow, mostWindows, mostSteps);
    }
  };

  private final int gates;
  private final int states;

  Cell(int gates, int states) {
    this.gates = gates;
    this.states = states;
  }

  /** How many gates there are, the candidate for the new state among them; in PyTorch's order. */
  int gates() {
    return gates;
  }

  /** How many rows of numbers a layer hands on. */
  int states() {
    return states;
  }

  abstract LayerPass pass(LayerWeights weights, int widthBelow, int mostWindows, int mostSteps);
}
