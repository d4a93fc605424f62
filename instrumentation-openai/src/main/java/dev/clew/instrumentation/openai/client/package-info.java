// SPDX-License-Identifier: Apache-2.0
/** Determines the provider from the client that makes a call. */
@NullMarked
package dev.clew.instrumentation.openai.client;

import org.jspecify.annotations.NullMarked;
