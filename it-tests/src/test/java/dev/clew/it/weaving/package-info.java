// SPDX-License-Identifier: Apache-2.0
/** Entire libraries are woven: the result passes the verifier and behaves as before. */
package dev.clew.it.weaving;
