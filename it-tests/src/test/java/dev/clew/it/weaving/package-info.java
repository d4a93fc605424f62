// SPDX-License-Identifier: Apache-2.0
/** Whole libraries woven: what comes out verifies, and does the same as before. */
package dev.clew.it.weaving;
