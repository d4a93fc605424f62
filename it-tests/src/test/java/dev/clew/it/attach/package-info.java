// SPDX-License-Identifier: Apache-2.0
/** How Clew gets into a JVM, what it costs there, and how it lets go. */
@NullMarked
package dev.clew.it.attach;

import org.jspecify.annotations.NullMarked;
