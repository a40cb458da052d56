/** The routes of OpenAI's API that clients of language models speak. */
@NullMarked
package dev.prose.server.openai;

import org.jspecify.annotations.NullMarked;
