// SPDX-License-Identifier: Apache-2.0
/** The realtime API: sessions over a WebSocket in which both sides speak at any time. */
@NullMarked
package dev.clew.instrumentation.openai.realtime;

import org.jspecify.annotations.NullMarked;
