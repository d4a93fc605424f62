// SPDX-License-Identifier: Apache-2.0
/** The A2A Java SDK: remote agents that clients run, and agents that servers carry out. */
@NullMarked
package dev.clew.instrumentation.a2a;

import org.jspecify.annotations.NullMarked;
