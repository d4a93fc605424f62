// SPDX-License-Identifier: Apache-2.0
/** The events of responses that come in pieces, over HTTP or a WebSocket. */
@NullMarked
package dev.clew.instrumentation.openai.responsestream;

import org.jspecify.annotations.NullMarked;
