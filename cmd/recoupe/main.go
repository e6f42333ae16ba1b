// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command recoupe follows an armed conflict through sources that disagree: it
// reads dispatches into attributed claims, weaves them into events, and serves
// the desk. It holds flags, configuration and wiring, one file per command, and
// no knowledge of language, places or events.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"recoupe"
	"recoupe/export"
)

// cli is every command with its flags.
type cli struct {
	Read  readCommand  `cmd:"" help:"Read dispatches and print their claims."`
	Weave weaveCommand `cmd:"" help:"Read many dispatches and print events, states, contradictions, figures and ledger."`
	Parse parseCommand `cmd:"" help:"Print the dependency trees of a text as CoNLL-U."`
	When  whenCommand  `cmd:"" help:"Resolve time expressions, one a line, to JSON Lines."`
	Where whereCommand `cmd:"" help:"Resolve places, one text a line, to JSON Lines."`
	Desk  deskCommand  `cmd:"" help:"Serve the desk in the browser."`
	Add   addCommand   `cmd:"" help:"Add dispatches to a data folder."`
	Feed  feedCommand  `cmd:"" help:"Add, list, poll and remove feeds of a data folder."`

	Gazetteer gazetteerCommand `cmd:"" help:"Add, import, list and remove place packs."`

	Archive  archiveCommand  `cmd:"" help:"Check the archive of a data folder, or read it again."`
	Withdraw withdrawCommand `cmd:"" help:"Withdraw a dispatch of a data folder, with a reason."`
	Ledger   ledgerCommand   `cmd:"" help:"Ask who is said to hold a place, its history, what changed, and where the nearest front is."`
	Brief    briefCommand    `cmd:"" help:"Write a brief from a data folder."`
	Export   exportCommand   `cmd:"" help:"Export the readings or the woven state of a data folder."`
	Lang     langCommand     `cmd:"" help:"List, add and remove language packs."`
	Train    trainCommand    `cmd:"" help:"Train a language pack from a recipe."`
	Eval     evalCommand     `cmd:"" help:"Measure the program on the material in ../shared."`
}

// streams are what a command reads and writes.
type streams struct {
	ctx context.Context
	in  io.Reader
	out io.Writer
	err io.Writer
}

// tell says an error that another one follows, so that each has a line of its own, and returns the last, which run says.
func (s *streams) tell(before, err error) error {
	if before != nil {
		fmt.Fprintln(s.err, "recoupe:", oneLine(before))
	}
	return err
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// usageError is bad usage: exit status 2.
type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

// run is main with its streams as arguments, for tests. It returns the exit
// status: 0, 1 for bad input, 2 for bad usage.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	status := -1
	parser, err := kong.New(&c, kong.Name("recoupe"), kong.Description("Follow an armed conflict through sources that disagree."),
		kong.Writers(out, errw), kong.Exit(func(code int) { status = code }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(errw, "recoupe:", err)
		return 2
	}
	if len(args) > 0 && args[0] == "help" { // help read: as read --help
		args = append(slices.Clone(args[1:]), "--help")
	}
	cmd, err := parser.Parse(args)
	if status >= 0 { // --help
		return status
	}
	if err != nil {
		fmt.Fprintf(errw, "recoupe: %v (recoupe help says what there is)\n", err)
		return 2
	}
	if err := cmd.Run(&streams{ctx: ctx, in: in, out: out, err: errw}); err != nil {
		if errors.Is(err, syscall.EPIPE) {
			return 0
		}
		fmt.Fprintln(errw, "recoupe:", oneLine(err))
		if errors.As(err, &usageError{}) {
			return 2
		}
		return 1
	}
	return 0
}

// oneLine folds an error into one line; that bad input is invalid needs no word.
func oneLine(err error) string {
	lines := strings.Split(err.Error(), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], ": "+recoupe.ErrInvalid.Error())
	}
	return strings.Join(lines, "; ")
}

// style draws for a terminal in colour, for a pipe without.
func style(w io.Writer) export.Style {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return export.Style{Width: 100}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		width = 100
	}
	return export.Style{Width: width, Color: os.Getenv("NO_COLOR") == ""}
}
