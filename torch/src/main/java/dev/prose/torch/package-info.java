/** Learners on CUDA, MPS and the CPU through libtorch, by JavaCPP's presets for PyTorch. */
@NullMarked
package dev.prose.torch;

import org.jspecify.annotations.NullMarked;
