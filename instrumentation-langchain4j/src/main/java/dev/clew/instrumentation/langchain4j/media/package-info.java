// SPDX-License-Identifier: Apache-2.0
/** Calls of image and audio models. */
@NullMarked
package dev.clew.instrumentation.langchain4j.media;

import org.jspecify.annotations.NullMarked;
