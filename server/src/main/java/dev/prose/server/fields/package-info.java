/** Fields of requests and replies that several routes have: prompts, sampling, tokens. */
@NullMarked
package dev.prose.server.fields;

import org.jspecify.annotations.NullMarked;
