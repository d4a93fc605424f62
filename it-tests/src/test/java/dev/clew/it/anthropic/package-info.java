// SPDX-License-Identifier: Apache-2.0
/** Applications that call Anthropic's client. */
@NullMarked
package dev.clew.it.anthropic;

import org.jspecify.annotations.NullMarked;
