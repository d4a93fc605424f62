// SPDX-License-Identifier: Apache-2.0
/** Spring AI's models other than chat models: embedding, image, moderation and audio. */
@NullMarked
package dev.clew.instrumentation.springaimodels;

import org.jspecify.annotations.NullMarked;
