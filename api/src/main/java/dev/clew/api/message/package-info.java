// SPDX-License-Identifier: Apache-2.0
/** The messages, parts and tool definitions that models exchange. */
@NullMarked
package dev.clew.api.message;

import org.jspecify.annotations.NullMarked;
