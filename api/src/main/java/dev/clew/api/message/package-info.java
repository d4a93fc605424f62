// SPDX-License-Identifier: Apache-2.0
/** Messages, their parts and tool definitions. */
@NullMarked
package dev.clew.api.message;

import org.jspecify.annotations.NullMarked;
