/** What happened in one run: operations, outcomes, fault steps and observations, in order of time. */
@NullMarked
package io.splitproof.history;

import org.jspecify.annotations.NullMarked;
