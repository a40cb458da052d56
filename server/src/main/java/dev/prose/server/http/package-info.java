/** What all routes share: reading requests, errors, who may ask, and how many at once. */
@NullMarked
package dev.prose.server.http;

import org.jspecify.annotations.NullMarked;
