// SPDX-License-Identifier: Apache-2.0
/** Instrumentation of the Live API in Google's GenAI client, which speaks over a WebSocket. */
@NullMarked
package dev.clew.instrumentation.googlelive;

import org.jspecify.annotations.NullMarked;
