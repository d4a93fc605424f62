// SPDX-License-Identifier: Apache-2.0
/** Connects the application's copy of the manual API, whatever its version, with the agent. */
@NullMarked
package dev.clew.instrumentation.manual;

import org.jspecify.annotations.NullMarked;
