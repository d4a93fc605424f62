// SPDX-License-Identifier: Apache-2.0
/** Applications that call Google's GenAI client. */
@NullMarked
package dev.clew.it.googlegenai;

import org.jspecify.annotations.NullMarked;
