// SPDX-License-Identifier: Apache-2.0
/** Which spans are left out, and which traces are kept, by names. */
@NullMarked
package dev.clew.core.select;

import org.jspecify.annotations.NullMarked;
