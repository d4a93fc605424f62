// SPDX-License-Identifier: Apache-2.0
/** Agents that call each other through the A2A Java SDK. */
@NullMarked
package dev.clew.it.a2a;

import org.jspecify.annotations.NullMarked;
