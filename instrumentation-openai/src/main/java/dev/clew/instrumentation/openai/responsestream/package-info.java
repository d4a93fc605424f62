// SPDX-License-Identifier: Apache-2.0
/** The events of streamed responses, over HTTP or WebSocket. */
@NullMarked
package dev.clew.instrumentation.openai.responsestream;

import org.jspecify.annotations.NullMarked;
