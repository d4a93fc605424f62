// SPDX-License-Identifier: Apache-2.0
/** Chat models: one generation per model call. */
@NullMarked
package dev.clew.instrumentation.springai.chat;

import org.jspecify.annotations.NullMarked;
