// SPDX-License-Identifier: Apache-2.0
/** Applications that replace their models with mocks. */
@NullMarked
package dev.clew.it.mocks;

import org.jspecify.annotations.NullMarked;
