/** What the configuration promises: bounds for each stage of a failover and for the loss window. */
@NullMarked
package io.splitproof.forecast;

import org.jspecify.annotations.NullMarked;
