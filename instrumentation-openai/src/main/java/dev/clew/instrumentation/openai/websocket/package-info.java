// SPDX-License-Identifier: Apache-2.0
/** Responses over a WebSocket: many calls on one connection, told apart by their lanes. */
@NullMarked
package dev.clew.instrumentation.openai.websocket;

import org.jspecify.annotations.NullMarked;
