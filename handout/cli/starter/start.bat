@echo off
rem Double-click this: it opens the page that follows every edit. To end it, close this window.
chcp 65001 >nul
cd /d "%~dp0"
{command}
if errorlevel 1 pause
