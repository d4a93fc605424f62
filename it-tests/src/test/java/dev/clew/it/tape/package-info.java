// SPDX-License-Identifier: Apache-2.0
/** Runs that are recorded, and replayed with the model switched off. */
package dev.clew.it.tape;
