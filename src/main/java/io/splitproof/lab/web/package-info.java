/** The lab as a page on 127.0.0.1: the topology drawn, what happens as it happens, and buttons for commands. */
@NullMarked
package io.splitproof.lab.web;

import org.jspecify.annotations.NullMarked;
