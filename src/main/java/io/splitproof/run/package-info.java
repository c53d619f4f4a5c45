/** Runs a scenario and records its history. The only package that makes threads. */
@NullMarked
package io.splitproof.run;

import org.jspecify.annotations.NullMarked;
