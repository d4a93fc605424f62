// SPDX-License-Identifier: Apache-2.0
/** Instrumentation of the Interactions API in Google's GenAI client. */
@NullMarked
package dev.clew.instrumentation.googleinteractions;

import org.jspecify.annotations.NullMarked;
