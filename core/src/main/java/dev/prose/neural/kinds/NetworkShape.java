package dev.prose.neural.kinds;

/**
 * The numbers that networks are made by. Each kind uses some of them.
 *
 * @param layers how many layers follow each other
 * @param heads of each layer's attention
 * @param width how many numbers a layer gives
 * @param embedding how many numbers stand for a token, where that is another number
 * @param context how many tokens are seen, where that is fixed
 * @param positions the most tokens of a window
 * @param biases whether linear layers have biases, where that can be chosen
 * @param dropout the share of numbers left out in training
 */
public record NetworkShape(
    int layers,
    int heads,
    int width,
    int embedding,
    int context,
    int positions,
    boolean biases,
    double dropout) {}
