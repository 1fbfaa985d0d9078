@echo off
rem Double-click this: it sets up what is missing, then opens the page that follows every edit.
rem To end it, close this window. A shortcut to this file may lie on the desktop.
cd /d "%~dp0.."
py --version >nul 2>nul
if errorlevel 1 (
  echo Python is missing. Install it from python.org, then double-click this file again.
  pause
  exit /b 1
)
py build.py --set-up serve --open
if errorlevel 1 pause
