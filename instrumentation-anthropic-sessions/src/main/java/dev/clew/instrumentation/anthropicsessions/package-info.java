// SPDX-License-Identifier: Apache-2.0
/** Traces the hosted sessions of anthropic-java (beta). */
@NullMarked
package dev.clew.instrumentation.anthropicsessions;

import org.jspecify.annotations.NullMarked;
