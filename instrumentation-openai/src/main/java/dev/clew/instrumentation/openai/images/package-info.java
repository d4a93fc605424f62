// SPDX-License-Identifier: Apache-2.0
/** Images made by models. */
@NullMarked
package dev.clew.instrumentation.openai.images;

import org.jspecify.annotations.NullMarked;
