// SPDX-License-Identifier: Apache-2.0
/** Responses over WebSocket: many calls on one connection, distinguished by lane. */
@NullMarked
package dev.clew.instrumentation.openai.websocket;

import org.jspecify.annotations.NullMarked;
