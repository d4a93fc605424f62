// SPDX-License-Identifier: Apache-2.0
/** Records and answers the HTTP calls of openai-java. */
@NullMarked
package dev.clew.instrumentation.openai.tape;

import org.jspecify.annotations.NullMarked;
