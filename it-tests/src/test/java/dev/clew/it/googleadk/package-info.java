// SPDX-License-Identifier: Apache-2.0
/** Applications that call Google ADK. */
@NullMarked
package dev.clew.it.googleadk;

import org.jspecify.annotations.NullMarked;
