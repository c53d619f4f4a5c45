/** The command line: wires the other packages and sets the exit code. */
@NullMarked
package io.splitproof.cli;

import org.jspecify.annotations.NullMarked;
