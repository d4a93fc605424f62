// SPDX-License-Identifier: Apache-2.0
/** Speech, transcriptions and translations. */
@NullMarked
package dev.clew.instrumentation.openai.audio;

import org.jspecify.annotations.NullMarked;
