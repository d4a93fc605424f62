// SPDX-License-Identifier: Apache-2.0
/** Applications of openai-java. */
@NullMarked
package dev.clew.it.openai;

import org.jspecify.annotations.NullMarked;
