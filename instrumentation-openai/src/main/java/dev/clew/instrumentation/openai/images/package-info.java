// SPDX-License-Identifier: Apache-2.0
/** Image generation. */
@NullMarked
package dev.clew.instrumentation.openai.images;

import org.jspecify.annotations.NullMarked;
