// SPDX-License-Identifier: Apache-2.0
/** Small readers: token counts, media, sizes, providers, values of the application. */
@NullMarked
package dev.clew.kit.value;

import org.jspecify.annotations.NullMarked;
