// SPDX-License-Identifier: Apache-2.0
/** Reads values: token counts, media, sizes, providers, objects of the application. */
@NullMarked
package dev.clew.kit.value;

import org.jspecify.annotations.NullMarked;
